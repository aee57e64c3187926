/** The kinds of rule: pure functions from measures to points, one class each. */
package io.tidemark.engine.rule;

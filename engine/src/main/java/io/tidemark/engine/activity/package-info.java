/** Activities: identity and versions, and which return belongs to which sale. */
package io.tidemark.engine.activity;

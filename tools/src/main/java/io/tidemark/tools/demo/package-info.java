/**
 * The demonstration: two real, openly licensed data sets that come as libraries (a model-car maker's orders and a
 * grocer's sales) are rendered once into POS files as distributors would send them, each in a layout of its own, and
 * scored through the same ingestion as any other file. Only the dates are moved, so that they end today; nothing else is
 * made up.
 */
package io.tidemark.tools.demo;

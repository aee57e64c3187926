/** The rooms where Tidemark's parts are put together for people: the command line and the demonstration. */
package io.tidemark.tools;

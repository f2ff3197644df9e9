/** What {@code infrastructure/kubernetes} makes: right by Kubernetes' own models, and by the rules that it is run under. */
@NullMarked
package dev.gatehouse.kubernetes;

import org.jspecify.annotations.NullMarked;

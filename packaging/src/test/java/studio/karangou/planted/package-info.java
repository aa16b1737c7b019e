/// Classes that break one rule each, in packages that mirror the real ones. Never shipped.
package studio.karangou.planted;

package studio.karangou.planted.common.crypto;

import com.fasterxml.jackson.databind.JsonNode;

record UsesJackson(JsonNode node) {}

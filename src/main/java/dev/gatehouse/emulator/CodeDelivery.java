package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an operation tells of a code that it sent, or pretends to have sent. */
final class CodeDelivery {

    private CodeDelivery() {}

    static ObjectNode to(String email) {
        ObjectNode answer = Json.object();
        answer.set("CodeDeliveryDetails", details(email));
        return answer;
    }

    static ObjectNode details(String email) {
        return Json.object()
                .put("Destination", mask(email))
                .put("DeliveryMedium", "EMAIL")
                .put("AttributeName", "email");
    }

    /** The parameters of a challenge that say where its code went. */
    static void describe(ObjectNode parameters, String address, boolean email) {
        parameters
                .put("CODE_DELIVERY_DELIVERY_MEDIUM", email ? "EMAIL" : "SMS")
                .put("CODE_DELIVERY_DESTINATION", email ? mask(address) : maskNumber(address));
    }

    private static String maskNumber(String number) {
        return "+*******" + number.substring(Math.max(0, number.length() - 4));
    }

    private static String mask(String email) {
        int at = email.indexOf('@');
        String name = email.substring(0, Math.min(1, email.length()));
        String domain = at >= 0 && at + 1 < email.length() ? email.substring(at + 1, at + 2) : "e";
        return name + "***@" + domain + "***";
    }
}

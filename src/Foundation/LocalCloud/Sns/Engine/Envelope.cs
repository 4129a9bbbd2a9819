using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The JSON in which a queue gets a message unless its subscription has raw delivery. The signature is not a real one.</summary>
internal static class Envelope
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>UTF-8.</returns>
    public static byte[] Write(string topicArn, Notification notification, string text, Subscription subscription, DateTimeOffset now)
    {
        var region = topicArn.Split(':')[3];
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("Type", "Notification");
            json.WriteString("MessageId", notification.Id);
            json.WriteString("TopicArn", topicArn);
            if (notification.Subject is not null)
                json.WriteString("Subject", notification.Subject);
            json.WriteString("Message", text);
            json.WriteString("Timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("SignatureVersion", "1");
            json.WriteString("Signature", "EXAMPLE");
            json.WriteString("SigningCertURL", $"https://sns.{region}.amazonaws.com/SimpleNotificationService-local.pem");
            json.WriteString(
                "UnsubscribeURL", $"https://sns.{region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={subscription.Definition.Arn}");
            WriteAttributes(json, notification);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAttributes(Utf8JsonWriter json, Notification notification)
    {
        if (notification.Attributes.Count == 0)
            return;
        json.WriteStartObject("MessageAttributes");
        foreach (var attribute in notification.Attributes)
        {
            json.WriteStartObject(attribute.Name);
            json.WriteString("Type", attribute.DataType);
            if (attribute.IsBinary)
                json.WriteBase64String("Value", attribute.Bytes);
            else
                json.WriteString("Value", attribute.Bytes);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}

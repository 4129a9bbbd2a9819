using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The answer to a sender: the message's id and the digests by which the client checks it.</summary>
internal static class SentMessage
{
    public static void Write(IResultWriter writer, Message message)
    {
        writer.Text("MessageId", message.Id.ToString());
        writer.Text("MD5OfMessageBody", message.BodyMd5);
        if (message.Attributes.Count > 0)
            writer.Text("MD5OfMessageAttributes", MessageDigest.OfAttributes(message.Attributes));
    }
}

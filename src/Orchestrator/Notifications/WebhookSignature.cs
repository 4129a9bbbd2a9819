using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>The scheme that <see cref="NotificationOptions"/> describes.</summary>
internal static class WebhookSignature
{
    public static string Of(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        var time = Encoding.ASCII.GetBytes($"{unixSeconds}.");
        var signed = new byte[time.Length + body.Length];
        time.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(time.Length));
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={unixSeconds},v1={Convert.ToHexStringLower(signature)}";
    }
}

using System.Text;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Texts that come from a client, or quote one, on their way into an answer.</summary>
internal static class WellFormed
{
    /// <summary>The text with U+FFFD for each half of a surrogate pair, which no XML writer takes.</summary>
    public static string Of(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

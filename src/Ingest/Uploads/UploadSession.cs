using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailBus.Ingest.Uploads;

/// <summary>
/// An upload in parts, as its sender names it: all that is needed to go on with it after a restart of either side. S3 keeps the parts.
/// </summary>
/// <param name="Key">Where the object will stand in the raw zone.</param>
/// <param name="UploadId">S3's.</param>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="Id">In the object's metadata, so that a completion whose answer was lost is found again.</param>
internal sealed record UploadSession(string Key, string UploadId, long Size, Guid Id)
{
    /// <summary>Bytes of each part but the last.</summary>
    public const int PartBytes = UploadParts.PartBytes;

    private const int LongestToken = 4096;

    [JsonIgnore]
    public int Parts => (int)((Size + PartBytes - 1) / PartBytes);

    /// <summary>What the sender calls it.</summary>
    public string ToToken() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Bytes that a part has.</summary>
    /// <param name="number">From 1.</param>
    public int LengthOf(int number) => number == Parts ? (int)(Size - ((long)(Parts - 1) * PartBytes)) : PartBytes;

    /// <summary>The session that a sender names; null for any other text. S3 says whether there is such an upload.</summary>
    public static UploadSession? Parse(string token, string dataset)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
            return null;
        try
        {
            return JsonSerializer.Deserialize<UploadSession>(Base64Url.DecodeFromChars(token)) is { Key: not null, UploadId: not null, Size: > 0 } session
                && session.Key.StartsWith($"{dataset}/", StringComparison.Ordinal)
                ? session
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

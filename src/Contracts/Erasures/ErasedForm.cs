using System.Text.Json;
using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Erasures;


/// <summary>
/// A raw object from which rows were erased is another version of the same batch: it says in its metadata what it was, so that LAND takes
/// it for that and nothing new begins.
/// </summary>
/// <remarks>
/// Tools carry metadata along, to copies and to what they put in an object's place, and whoever lands files can write it. So it is
/// believed only of the slot and the bytes that it was written for; anything else under it is a landing. That includes erased forms whose
/// ETag is no MD5 (SSE-KMS): they are loaded once more, which is harmless.
/// </remarks>
public static class ErasedForm
{
    /// <summary>User metadata (without the <c>x-amz-meta-</c> prefix): the object as it landed, as percent-encoded JSON.</summary>
    public const string Metadata = "erased-form-of";

    /// <summary>User metadata: MD5 of the form's bytes, lower-case hex, which is the ETag of an object that was put in one piece.</summary>
    public const string Content = "erased-form-md5";

    public static string Describe(LandedObject landed) => Uri.EscapeDataString(JsonSerializer.Serialize(landed, JsonSerializerOptions.Web));

    /// <summary>What landed, when an object is the erased form of it; otherwise null.</summary>
    /// <param name="metadata">The object's user metadata by name; null for what it has not.</param>
    /// <param name="found">The object as it stands.</param>
    public static LandedObject? Original(Func<string, string?> metadata, LandedObject found)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(found);
        return Read(metadata(Metadata)) is { } original
            && (original.Bucket, original.Key) == (found.Bucket, found.Key)
            && metadata(Content) == found.ETag
                ? original
                : null;
    }

    /// <summary>What <see cref="Describe"/> wrote, or null. Believes anyone: only for zones that nobody else writes.</summary>
    public static LandedObject? Read(string? metadata)
    {
        if (string.IsNullOrEmpty(metadata))
            return null;
        try
        {
            return JsonSerializer.Deserialize<LandedObject>(Uri.UnescapeDataString(metadata), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null; // someone else's metadata of that name
        }
    }
}

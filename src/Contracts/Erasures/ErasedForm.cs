using System.Text.Json;
using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Erasures;


/// <summary>
/// A raw object from which rows were erased is another version of the same batch: it says in its metadata what it was, so that LAND takes
/// it for that and nothing new begins.
/// </summary>
public static class ErasedForm
{
    /// <summary>User metadata (without the <c>x-amz-meta-</c> prefix): the object as it landed, as percent-encoded JSON.</summary>
    public const string Metadata = "erased-form-of";

    public static string Describe(LandedObject landed) => Uri.EscapeDataString(JsonSerializer.Serialize(landed, JsonSerializerOptions.Web));

    /// <summary>What landed, when the metadata says that the object is the erased form of it; otherwise null.</summary>
    public static LandedObject? Original(string? metadata)
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

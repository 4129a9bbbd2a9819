using System.IO.Compression;
using System.Text.Json;
using RetailBus.Contracts.Tracing;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Some spans of one trace as they are stored: packed JSON.</summary>
internal static class SpanChunk
{
    public static byte[] Write(IReadOnlyList<RunSpan> spans)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packing, spans, JsonSerializerOptions.Web);
        return packed.ToArray();
    }

    public static IReadOnlyList<RunSpan> Read(byte[] chunk)
    {
        using var packing = new BrotliStream(new MemoryStream(chunk, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<RunSpan>>(packing, JsonSerializerOptions.Web) ?? [];
    }
}

using System.IO.Compression;

namespace RetailBus.Transform.Staging;

/// <summary>
/// By default .NET takes a gzip file that was cut off for a whole one, and its missing rows would never be missed. A switch of the process
/// makes it an error; it is read once, when the first compressed stream is opened.
/// </summary>
internal static class StrictGzip
{
    private const string Switch = "System.IO.Compression.UseStrictValidation";

    public static void Require() => AppContext.SetSwitch(Switch, true);

    /// <exception cref="InvalidOperationException">The switch came too late.</exception>
    public static void Verify()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(new byte[1024]);
        packed.SetLength(packed.Length - 4);
        packed.Position = 0;
        try
        {
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            gzip.CopyTo(Stream.Null);
        }
        catch (InvalidDataException)
        {
            return;
        }

        throw new InvalidOperationException(
            $"Files that were cut off would be taken for whole: compressed streams were in use before {Switch} was set. Set it to true in the program's runtimeconfig.json.");
    }
}

namespace RetailBus.Transform.Staging;

/// <summary>Finds what ends the lines of a file: line feeds (with or without carriage returns before them), or carriage returns alone.</summary>
internal static class NewlineDetection
{
    private const int Bytes = 64 * 1024;

    /// <returns>The line feed, unless more lines of the beginning end in a carriage return alone; what stands in quotes does not count.</returns>
    public static byte Of(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, Bytes)];
        var (feeds, returns, quoted) = (0, 0, false);
        for (var at = Next(head, 0); at < head.Length; at = Next(head, at + 1))
        {
            if (head[at] == (byte)'"')
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (head[at] == (byte)'\n')
                feeds++;
            else if (at + 1 < head.Length && head[at + 1] != (byte)'\n')
                returns++;
        }

        return returns > feeds ? (byte)'\r' : (byte)'\n';
    }

    private static int Next(ReadOnlySpan<byte> head, int from) =>
        head[from..].IndexOfAny((byte)'"', (byte)'\r', (byte)'\n') is >= 0 and var next ? from + next : head.Length;
}

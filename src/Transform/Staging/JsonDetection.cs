using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Staging;

/// <summary>Tells files of JSON by their first lines.</summary>
internal static class JsonDetection
{
    /// <summary>Lines looked at: one that is damaged does not decide.</summary>
    private const int Lines = 9;

    /// <exception cref="BatchRejectedException">The file is one JSON array.</exception>
    public static bool IsJsonLines(ReadOnlySpan<byte> head, byte newline)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        if (text is [(byte)'[', .. var inner] && (inner.TrimStart(" \t\r\n"u8) is [(byte)'{', ..]))
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable, "The file is one JSON array. Write one object a line, without brackets around and commas between, and land that.");
        }

        var (objects, lines) = (0, 0);
        foreach (var range in text.Split(newline))
        {
            var line = text[range].TrimStart(" \t\r\n"u8);
            if (line.IsEmpty)
                continue;
            lines++;
            objects += line[0] == (byte)'{' ? 1 : 0;
            if (lines == Lines)
                break;
        }

        return objects * 2 > lines;
    }
}

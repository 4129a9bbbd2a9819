using System.Buffers;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>Frames that are written together and share one flush.</summary>
internal sealed class CommitGroup(ArrayBufferWriter<byte> bytes)
{
    private const int LargestKept = 4 * 1024 * 1024;

    public CommitGroup()
        : this(new ArrayBufferWriter<byte>(64 * 1024))
    {
    }

    public ArrayBufferWriter<byte> Bytes { get; } = bytes;

    /// <summary>Whether somebody waits until the group is flushed.</summary>
    public bool IsDurable { get; set; }

    /// <summary>The file that follows after this group; null goes on with the same.</summary>
    public string? NextPath { get; set; }

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An empty group over the same buffer, unless that grew too large to keep.</summary>
    public CommitGroup? Recycled()
    {
        if (Bytes.Capacity > LargestKept)
            return null;
        Bytes.ResetWrittenCount();
        return new(Bytes);
    }
}

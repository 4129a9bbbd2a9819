using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>An answer that a page follows. Used in the page's own turn only.</summary>
internal sealed class Watched(string path, Func<Answer<byte[]>, Task> show)
{
    public string Path => path;

    public Func<Answer<byte[]>, Task> Show => show;

    /// <summary>Whether an answer is being shown.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The one to show after it.</summary>
    public Answer<byte[]>? Next { get; set; }
}

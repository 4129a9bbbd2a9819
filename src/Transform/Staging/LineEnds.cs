namespace RetailBus.Transform.Staging;

[Flags]
internal enum LineEnds
{
    None = 0,

    /// <summary>A line feed, or a carriage return in files that have no line feed.</summary>
    Single = 1,

    ReturnAndFeed = 2,
}

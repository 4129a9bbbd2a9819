namespace RetailBus.Transform.Datasets;

/// <summary>A part of a <see cref="TimePattern"/>.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="IsField">Whether letters, and not what stands between them.</param>
/// <param name="IsJoined">Whether the part before or after it is a field.</param>
internal readonly record struct TimePatternPart(string Text, bool IsField, bool IsJoined)
{
    /// <summary>Whether it has one digit or two.</summary>
    public bool HasOneOrTwo => IsField && !IsJoined && Text is "MM" or "M" or "dd" or "d" or "HH" or "H" or "mm" or "ss";
}

namespace RetailBus.Transform.Staging;

/// <summary>Why a record's values can't be told; the numbers stand in numbered files.</summary>
internal enum BrokenRecord
{
    None = 0,

    /// <summary>A quote that is not closed, or more than <see cref="StagingLimits.RecordBytes"/>.</summary>
    Unbounded = 1,

    Nul = 2,

    NoObject = 3,

    NamesTwice = 4,
}

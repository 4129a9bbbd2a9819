namespace RetailBus.Cli.Doctor;

/// <summary>What an examination found.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Nothing is broken; worth knowing, or there only once a stack has run.</summary>
    Note,

    /// <summary>The pipeline does not work with it.</summary>
    Bad,
}

namespace RetailBus.Chaos.Scenario;

/// <summary>Writes one dataset's lines.</summary>
internal interface IRowWriter
{
    string Dataset { get; }

    string Header { get; }

    /// <summary>Of a file's good lines one in so many may be followed by a bad one, without the batch being held.</summary>
    int GoodLinesForABadOne { get; }

    /// <summary>A good line that no other file has.</summary>
    string Fresh(Random random, int number);

    /// <summary>The same key with another content, or, where everything is key, another line.</summary>
    string Corrected(Random random, string line);

    /// <summary>A line that breaks a rule.</summary>
    string Bad(Random random, int number);
}

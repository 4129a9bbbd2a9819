using System.Globalization;

namespace RetailBus.Chaos;

/// <summary>The size of a run, from the environment; by default what continuous integration has time for.</summary>
internal sealed record ChaosSettings
{
    /// <summary><c>CHAOS_BATCHES</c>: objects to land.</summary>
    public int Batches { get; init; } = Number("CHAOS_BATCHES", 60);

    /// <summary><c>CHAOS_KILLS</c>: kills with batches in flight that are asked for.</summary>
    public int Kills { get; init; } = Number("CHAOS_KILLS", 6);

    /// <summary><c>CHAOS_SEED</c>: of the files and of the victims. Default a new one, which is printed.</summary>
    public int Seed { get; init; } = Number("CHAOS_SEED", Random.Shared.Next(1_000_000));

    /// <summary><c>CHAOS_VISIBILITY</c>: seconds after which what a killed process held comes again.</summary>
    public int VisibilityTimeout { get; init; } = Number("CHAOS_VISIBILITY", 4);

    /// <summary><c>CHAOS_PATIENCE</c>: minutes until a run that does not come to rest is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(Number("CHAOS_PATIENCE", 3));

    /// <summary><c>CHAOS_KEEP</c>: a folder under which data and logs of the run are kept. Default none.</summary>
    public string? Keep { get; init; } = Environment.GetEnvironmentVariable("CHAOS_KEEP");

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

namespace RetailBus.Chaos.Scenario;

/// <summary>One object to put.</summary>
/// <param name="Key">In the raw zone.</param>
/// <param name="Text">The whole content.</param>
/// <param name="Family">Landings that share row keys have one number: no two of them may land in the same second.</param>
/// <param name="What">For the report.</param>
internal sealed record Landing(string Key, string Text, int Family, string What);

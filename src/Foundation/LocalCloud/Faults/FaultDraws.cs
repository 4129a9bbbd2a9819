using System.Collections.Concurrent;

namespace RetailBus.LocalCloud.Faults;

/// <summary>
/// One plan at work. Each draw is a hash of the seed, the rule, the subject and how often that rule met that subject, so requests of
/// other operations in between change nothing. Thread-safe.
/// </summary>
internal sealed class FaultDraws(FaultPlan plan)
{
    private const int MaxSubjects = 10_000;
    private const int MaxSubjectLength = 128;
    private readonly ConcurrentDictionary<(int Rule, string Subject), long> _met = new();

    public FaultPlan Plan { get; } = plan;

    public bool AffectsRequests { get; } = plan.Rules.Any(rule => !rule.IsOfDeliveries);

    public bool AffectsDeliveries { get; } = plan.Rules.Any(rule => rule.IsOfDeliveries);

    /// <summary>The rule that strikes a request; null for none.</summary>
    public FaultRule? ForRequest(string service, string operation)
    {
        for (var i = 0; i < Plan.Rules.Count; i++)
        {
            if (Plan.Rules[i].AppliesTo(service, operation) && Strikes(i, $"{service}/{operation}", out _))
                return Plan.Rules[i];
        }

        return null;
    }

    /// <summary>The rule of one kind that strikes a queue's message, with a number to choose by; null for none.</summary>
    public (FaultRule Rule, uint Choice)? ForDelivery(FaultKind kind, string queue)
    {
        for (var i = 0; i < Plan.Rules.Count; i++)
        {
            if (Plan.Rules[i].AppliesTo(kind, queue) && Strikes(i, queue, out var choice))
                return (Plan.Rules[i], choice);
        }

        return null;
    }

    private bool Strikes(int rule, string subject, out uint choice)
    {
        if (subject.Length > MaxSubjectLength || (!_met.ContainsKey((rule, subject)) && _met.Count >= MaxSubjects))
            subject = "";
        var times = _met.AddOrUpdate((rule, subject), 1, (_, before) => before + 1);
        var hash = Mix((ulong)Plan.Seed);
        hash = Mix(hash ^ (ulong)rule);
        foreach (var letter in subject)
            hash = Mix(hash ^ letter);
        hash = Mix(hash ^ (ulong)times);
        choice = (uint)hash;
        return (hash >> 11) * (1.0 / (1UL << 53)) < Plan.Rules[rule].Share;
    }

    /// <summary>SplitMix64's step, from Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

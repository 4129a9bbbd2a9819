namespace RetailBus.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What, e.g. a bucket.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Found">What was seen, with the value. No secret.</param>
/// <param name="Meaning">What follows from it for the pipeline; null when it is good.</param>
/// <param name="Remedy">The command or setting that mends it; null when it is good.</param>
internal sealed record Diagnosis(string Subject, Verdict Verdict, string Found, string? Meaning = null, string? Remedy = null)
{
    public static Diagnosis Good(string subject, string found) => new(subject, Verdict.Good, found);

    public static Diagnosis Note(string subject, string found, string meaning, string remedy) =>
        new(subject, Verdict.Note, found, meaning, remedy);

    public static Diagnosis Bad(string subject, string found, string meaning, string remedy) =>
        new(subject, Verdict.Bad, found, meaning, remedy);
}

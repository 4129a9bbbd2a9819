namespace RetailBus.Cli.Doctor;

/// <summary>What one examination found.</summary>
internal sealed record AreaReport(string Area, IReadOnlyList<Diagnosis> Diagnoses);

namespace RetailBus.Cli.Doctor;

/// <summary>Looks at one dependency with calls that change nothing.</summary>
internal interface IExamination
{
    /// <summary>The heading that its diagnoses stand under.</summary>
    string Area { get; }

    /// <summary>A dependency that does not answer is a diagnosis, not an exception.</summary>
    Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken);
}

using Microsoft.Extensions.Options;

namespace RetailBus.Cli.Doctor;

/// <summary>Every option of the services, by the same checks that they make at their start.</summary>
internal sealed class SettingsExamination(IServiceProvider services) : IExamination
{
    public string Area => "Settings";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return Told([Diagnosis.Good("options", "each is in its range")]);
        }
        catch (OptionsValidationException e)
        {
            return Told([.. Wrong(e)]);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Told([.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(Wrong)]);
        }
    }

    private static Task<IReadOnlyList<Diagnosis>> Told(IReadOnlyList<Diagnosis> diagnoses) => Task.FromResult(diagnoses);

    private static IEnumerable<Diagnosis> Wrong(OptionsValidationException fault) => fault.Failures.Select(failure => Diagnosis.Bad(
        fault.OptionsType.Name,
        failure,
        "No service starts with it.",
        "Correct it where it is set: an environment variable (Section__Name), user secrets, or appsettings.json."));
}

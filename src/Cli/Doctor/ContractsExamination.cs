using Microsoft.Extensions.Options;
using RetailBus.Ingest;
using RetailBus.Platform.Datasets;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Hosting;

namespace RetailBus.Cli.Doctor;

/// <summary>The contracts, and whether the stream's dataset can be fed by a stream.</summary>
internal sealed class ContractsExamination(
    IOptions<DatasetOptions> datasets, IOptions<DeliveryStreamOptions> stream, IOptions<TransformOptions> transform) : IExamination
{
    private const string Subject = "contracts";

    public string Area => "Contracts";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Diagnosis> diagnoses = [.. Examine(datasets.Value.Path)];
        return Task.FromResult(diagnoses);
    }

    private IEnumerable<Diagnosis> Examine(string folder)
    {
        var files = Directory.Exists(folder) ? ContractFolder.Files([folder]) : [];
        if (files.Count == 0)
        {
            yield return Diagnosis.Bad(
                Subject,
                $"{folder} holds no contract (*.odcs.yaml)",
                "No file can be read.",
                "Name the folder with Datasets__Path, or draft a contract: retailbus contracts infer FILE");
            yield break;
        }

        var good = new List<DatasetContract>();
        foreach (var file in files)
        {
            var errors = ContractFolder.Errors(file);
            foreach (var error in errors)
                yield return Diagnosis.Bad(Path.GetFileName(file), error, "TRANSFORM does not start with it.", $"Correct it, then: retailbus contracts check {file}");
            if (errors.Count == 0)
                good.Add(ContractReader.Read(file));
        }

        if (good.Count > 0)
            yield return Diagnosis.Good(folder, string.Join(", ", good.Select(contract => $"{contract.Name} {contract.Version}")));
        if (good.Count == files.Count && OfStream(good) is { } wrong)
            yield return wrong;
        if (OfKey(good) is { } missing)
            yield return missing;
    }

    private Diagnosis? OfKey(List<DatasetContract> contracts)
    {
        try
        {
            PiiGuard.Of(transform.Value.PiiKey, contracts);
            return null;
        }
        catch (PiiKeyException e)
        {
            return Diagnosis.Bad(
                "Transform__PiiKey", e.Message, "TRANSFORM does not start.", "Make a key with: openssl rand -base64 32, and keep it: another key makes other hashes.");
        }
    }

    private Diagnosis? OfStream(List<DatasetContract> contracts)
    {
        var dataset = stream.Value.Dataset;
        return contracts.Find(contract => contract.Name == dataset) switch
        {
            null => Diagnosis.Bad(
                stream.Value.Name,
                $"the delivery stream writes into {dataset}/, and no contract has that name",
                "What it delivers stays in the raw zone.",
                "Set Ingest__Stream__Dataset to a dataset that has a contract."),
            { KeepIdenticalLines: true } => Diagnosis.Bad(
                dataset,
                "the delivery stream feeds it, and its contract tells identical lines apart by their number in the file",
                "A stream may deliver a record twice, in another object: it would count as a second row.",
                "Give the contract a key that tells rows apart, without identical lines; or feed the stream into another dataset."),
            _ => null,
        };
    }
}

namespace RetailBus.Ingest.Resubmitting;

/// <summary>Where corrected rows stand in the raw zone.</summary>
/// <param name="Bucket">The raw zone.</param>
/// <param name="Key">A slot of its own, below the folder of the root's resubmissions.</param>
/// <param name="BatchId">The batch and run that the rows become; null when the object was overwritten at once.</param>
/// <param name="ParentBatchId">The batch that they were quarantined in.</param>
/// <param name="Number">Place among the resubmissions.</param>
/// <param name="IsRepeat">Whether the same bytes had been resubmitted before: then that resubmission is named, and nothing was
/// written.</param>
public sealed record ResubmittedObject(string Bucket, string Key, Guid? BatchId, Guid ParentBatchId, int Number, bool IsRepeat);

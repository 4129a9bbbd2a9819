namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>Takes the payload of one intact frame.</summary>
internal delegate void FrameVisitor(ReadOnlySpan<byte> payload);

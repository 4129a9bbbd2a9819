using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Tests.Parity;

internal sealed record ParityQuarantined(long Line, string Raw, IReadOnlyList<QuarantineReason> Reasons);

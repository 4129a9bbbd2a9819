namespace RetailBus.Cli.Bench;

/// <summary>What one operation is charged for, in the units of its line in the price list.</summary>
/// <param name="Service">As in a SigV4 scope, e.g. <c>sqs</c>.</param>
/// <param name="Operation">The API's name.</param>
/// <param name="By">Who asks: <c>client</c>, or the service of AWS that does it itself, e.g. <c>s3</c>.</param>
/// <param name="BilledAs">One of <see cref="Bench.BilledAs"/>.</param>
/// <param name="PerRunAlone">Of a run that has the stack for itself.</param>
/// <param name="PerRunAtOnce">Of a run among many that were landed at once.</param>
/// <param name="PerThousandStreamed">Of 1,000 orders by the delivery stream, with the runs that load them.</param>
/// <param name="PerIdleHour">Of an hour in which nothing lands; null when it was not measured.</param>
internal sealed record RequestLine(
    string Service,
    string Operation,
    string By,
    string BilledAs,
    double PerRunAlone,
    double PerRunAtOnce,
    double PerThousandStreamed,
    double? PerIdleHour);

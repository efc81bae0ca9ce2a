namespace Holdfast.Workloads.Exchange.Ese;

/// <param name="Name">For people.</param>
/// <param name="Header">Of a log that was verified.</param>
public sealed record EseLogFile(string Name, EseLogHeader Header);

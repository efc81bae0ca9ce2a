namespace Holdfast.AzureBenchmark;

/// <param name="Processor">Of this process, not of the emulator.</param>
internal readonly record struct Measurement(TimeSpan Elapsed, TimeSpan Processor);

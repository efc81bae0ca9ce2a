namespace Holdfast.Console.Live;

/// <summary>A question that is open.</summary>
internal sealed record LossQuestion(string Title, IReadOnlyList<string> Losses, string Action, Func<GivenCodes, Task> Act, string? Typed)
{
    internal TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

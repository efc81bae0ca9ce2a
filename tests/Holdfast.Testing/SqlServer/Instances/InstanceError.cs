namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>What a simulated instance says against a statement.</summary>
/// <param name="numbers">As sys.messages has them.</param>
public sealed class InstanceError(IReadOnlyList<int> numbers, string message) : Exception(message)
{
    public IReadOnlyList<int> Numbers { get; } = numbers;
}

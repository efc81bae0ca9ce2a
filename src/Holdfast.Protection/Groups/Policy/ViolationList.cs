namespace Holdfast.Protection.Groups.Policy;

/// <summary>Collects what is wrong with a policy.</summary>
internal sealed class ViolationList
{
    private readonly List<PolicyViolation> found = [];

    internal IReadOnlyList<PolicyViolation> All => found;

    internal void Add(string field, string message) => found.Add(new PolicyViolation(field, message));

    internal void Range(string field, int value, int lowest, int highest, string unit)
    {
        if (value < lowest || value > highest) Add(field, $"{lowest:N0} to {highest:N0} {unit} are allowed, not {value:N0}.");
    }
}

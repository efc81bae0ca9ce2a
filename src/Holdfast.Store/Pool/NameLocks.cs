namespace Holdfast.Store.Pool;

/// <summary>Lets one thread at a time create or delete a name.</summary>
internal sealed class NameLocks
{
    private const int Count = 256;

    private readonly Lock[] locks = [.. Enumerable.Range(0, Count).Select(_ => new Lock())];

    public Lock Of(string name) => locks[string.GetHashCode(name, StringComparison.Ordinal) & (Count - 1)];
}

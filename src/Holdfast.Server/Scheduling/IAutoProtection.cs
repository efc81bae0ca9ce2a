using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Scheduling;

/// <summary>Finds what a container holds that can be protected. One implementation a kind of container: folders, and instances of applications.</summary>
internal interface IAutoProtection
{
    /// <summary>False where the container is of another kind.</summary>
    bool Knows(AutoProtection container);

    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">The container cannot be read.</exception>
    IReadOnlyList<Discovered> Find(AutoProtection container);
}

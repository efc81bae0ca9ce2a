namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>A connection to one namespace of WMI on one computer: the narrow edge to the platform. It decides nothing. Thread-safe. Everything throws <see cref="WmiFailure"/>.</summary>
public interface IWmiSession : IDisposable
{
    /// <summary>Instances of a class.</summary>
    /// <param name="where">Condition in WQL; null for all.</param>
    IReadOnlyList<WmiObject> Query(string className, string? where = null);

    /// <summary>An object by its path; null where it is gone.</summary>
    WmiObject? Get(string path);

    /// <summary>Objects that an association leads to.</summary>
    /// <param name="resultClass">Objects of it, and of classes derived from it.</param>
    /// <param name="association">Null for any.</param>
    IReadOnlyList<WmiObject> Related(string path, string resultClass, string? association = null);

    /// <summary>A new object of a class with its defaults, that is in no repository: for embedded instances. Null where the host does not know the class.</summary>
    WmiObject? New(string className);

    /// <summary>Calls a method of an object.</summary>
    /// <returns>Its outputs, ReturnValue among them.</returns>
    WmiObject Invoke(string path, string method, IReadOnlyList<WmiArgument> arguments);
}

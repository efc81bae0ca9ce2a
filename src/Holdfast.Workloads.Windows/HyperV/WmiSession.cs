using System.Management;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>WMI by System.Management. Built, never run on Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WmiSession(ManagementScope scope) : IWmiSession
{
    /// <param name="host">Null: this computer.</param>
    /// <returns>Null where the host has no such namespace.</returns>
    public static WmiSession? Connect(string? host, string wmiNamespace, ConnectionOptions options)
    {
        var scope = new ManagementScope($@"\\{host ?? "."}\{wmiNamespace}", options);
        try
        {
            Guarded(() =>
            {
                scope.Connect();
                return true;
            });
            return new WmiSession(scope);
        }
        catch (WmiFailure failure) when (failure.Code == WmiFailure.InvalidNamespace)
        {
            return null;
        }
    }

    public IReadOnlyList<WmiObject> Query(string className, string? where = null) => Ask(Wql.Select(className, where));

    public IReadOnlyList<WmiObject> Related(string path, string resultClass, string? association = null) => Ask(Wql.Related(path, resultClass, association));

    public WmiObject? Get(string path) => OrNull(() =>
    {
        using var found = new ManagementObject(scope, new ManagementPath(path), null);
        found.Get();
        return WmiBag.Of(found, found.Path.Path);
    });

    public WmiObject? New(string className) => OrNull(() =>
    {
        using var type = new ManagementClass(scope, new ManagementPath(className), null);
        using var made = type.CreateInstance();
        return WmiBag.Of(made, "");
    });

    public WmiObject Invoke(string path, string method, IReadOnlyList<WmiArgument> arguments) => Guarded(() =>
    {
        using var target = new ManagementObject(scope, new ManagementPath(path), null);
        using var inputs = target.GetMethodParameters(method);
        foreach (var argument in arguments) WmiBag.Set(inputs, argument);
        using var outputs = target.InvokeMethod(method, inputs, null);
        return WmiBag.Of(outputs, "");
    });

    public void Dispose()
    {
        // A scope holds nothing that is released before the process ends.
    }

    private IReadOnlyList<WmiObject> Ask(string question) => Guarded(() =>
    {
        using var searcher = new ManagementObjectSearcher(scope, new ObjectQuery(question));
        using var found = searcher.Get();
        var all = new List<WmiObject>();
        foreach (var one in found)
            using (one) all.Add(WmiBag.Of(one, (one as ManagementObject)?.Path.Path ?? ""));
        return all;
    });

    private static WmiObject? OrNull(Func<WmiObject> action)
    {
        try
        {
            return Guarded(action);
        }
        catch (WmiFailure failure) when (failure.Code is WmiFailure.NotFound or WmiFailure.InvalidClass)
        {
            return null;
        }
    }

    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ManagementException error)
        {
            throw new WmiFailure(unchecked((uint)error.ErrorCode), error.Message, error);
        }
        catch (COMException error)
        {
            throw new WmiFailure(unchecked((uint)error.HResult), error.Message, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new WmiFailure(WmiFailure.AccountDenied, error.Message, error);
        }
    }
}

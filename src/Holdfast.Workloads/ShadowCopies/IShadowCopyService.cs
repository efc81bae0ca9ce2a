using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.ShadowCopies;

/// <summary>The Volume Shadow Copy Service of this computer.</summary>
public interface IShadowCopyService
{
    /// <summary>Whether this process may ask it: an administrator or backup operator, and the service is there.</summary>
    bool IsReady(out string? why);

    /// <summary>A new requester: good for one backup or one restore.</summary>
    /// <exception cref="ShadowCopyFailure">The service refuses.</exception>
    IBackupComponents Create();

    /// <summary>Files of this computer and of its shadow copies.</summary>
    IWindowsFiles Files { get; }

    /// <summary>Environment variables, which writers use in their paths.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }
}

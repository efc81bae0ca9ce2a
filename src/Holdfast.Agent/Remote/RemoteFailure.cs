using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Remote;

/// <summary>Errors that come over the wire or go there.</summary>
internal static class RemoteFailure
{
    public static HoldfastException From(Failure failure) =>
        new((ErrorCode)(int)Math.Min(failure.Code, int.MaxValue), failure.Message, failure.Remedy.Length == 0 ? null : failure.Remedy);

    public static Failure Of(Exception error) => error is HoldfastException known
        ? new Failure { Code = (uint)known.Code, Message = known.Message, Remedy = known.Remedy }
        : error is WorkloadException fault ? Of(ApplicationFaults.ToError(fault))
        : Of(new HoldfastException(ErrorCode.UnexpectedError, $"{error.GetType().Name}: {error.Message}", inner: error));

    /// <summary>The same error for another thread: an exception that is thrown twice loses the first thrower's trace.</summary>
    public static Exception Again(Exception error) => error is HoldfastException known ? new HoldfastException(known.Code, known.Message, known.Remedy, known) : new InvalidOperationException(error.Message, error);
}

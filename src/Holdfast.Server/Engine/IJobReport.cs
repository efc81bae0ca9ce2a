using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Engine;

/// <summary>Where running work says how far it is and what went wrong with single items. Thread-safe.</summary>
public interface IJobReport
{
    WorkProgress Progress { get; }

    /// <summary>An item that failed or deserves mention; the work goes on.</summary>
    void Item(ErrorCode code, string message, string item, bool failed);
}

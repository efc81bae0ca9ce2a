namespace Holdfast.Contracts.Errors;

/// <summary>An error as the API reports it.</summary>
/// <param name="Message">What happened.</param>
/// <param name="Cause">Why such a thing happens.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ApiError(ErrorCode Code, string Message, string Cause, string Remedy)
{
    public static ApiError From(HoldfastException failure) => new(failure.Code, failure.Message, failure.Cause, failure.Remedy);
}

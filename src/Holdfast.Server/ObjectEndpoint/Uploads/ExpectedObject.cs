namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>An object that somebody waits for. Its bucket's lock guards it.</summary>
internal sealed class ExpectedObject(ReceiverLine line)
{
    internal ReceiverLine Line => line;

    /// <summary>The upload that brings it, or brought it.</summary>
    internal Upload? Upload { get; set; }

    internal FinishedObject? Finished { get; set; }
}

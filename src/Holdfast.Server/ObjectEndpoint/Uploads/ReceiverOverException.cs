namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>The receiver takes nothing any more: the object was completed or given up before.</summary>
internal sealed class ReceiverOverException() : Exception("The object was completed or given up before.");

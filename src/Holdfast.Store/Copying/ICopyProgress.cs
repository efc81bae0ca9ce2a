namespace Holdfast.Store.Copying;

/// <summary>Hears how a copy goes on, from several threads.</summary>
public interface ICopyProgress
{
    /// <summary>So many bytes of sealed records were handed to the other repository.</summary>
    void Sent(long bytes);
}

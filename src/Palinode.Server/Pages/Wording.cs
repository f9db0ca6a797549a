namespace Palinode.Server.Pages;

/// <summary>
/// Names the resources of everything that pages say. The English sentence is its own key; a translation is a file Wording.xx.resx beside this one,
/// and a sentence that it lacks stays English.
/// </summary>
public sealed class Wording;

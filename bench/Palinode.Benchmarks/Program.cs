using Palinode.Samples.Stress;
using Palinode.Engine.Imaging;
foreach (int n in new[]{20,60,100,200}) File.WriteAllBytes($"/tmp/wt/bdn/{n}.pdf", LongArticle.Draw(n));
File.WriteAllBytes("/tmp/wt/bdn/texture.png", AdversePictures.Texture(4000).ToPng());
File.WriteAllBytes("/tmp/wt/bdn/text.png", AdversePictures.TextPage().ToPng());
